package dev.saoma.server.account;

import java.util.List;
import java.util.Optional;

/**
 * A page of a list or a search. It may be short, even empty, and not the last one, where few accounts pass a filter.
 *
 * @param next the start of the next page; empty when this is the last one
 */
public record AccountPage(List<Account> accounts, Optional<String> next) {}
