package dev.saoma.benchmark.report;

import java.util.List;

/** A table of figures; the first column names the subject of each line. */
public record Table(String caption, List<String> head, List<List<String>> lines) {}
