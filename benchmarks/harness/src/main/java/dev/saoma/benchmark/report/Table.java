package dev.saoma.benchmark.report;

import java.util.List;

/** Figures below one another; the first column names what they belong to. */
public record Table(String caption, List<String> head, List<List<String>> lines) {}
