package dev.saoma.server.account;

import java.util.List;
import java.util.Optional;

/**
 * A page of a search.
 *
 * @param next the start of the next page; empty when this is the last one
 */
public record AccountPage(List<Account> accounts, Optional<String> next) {}
