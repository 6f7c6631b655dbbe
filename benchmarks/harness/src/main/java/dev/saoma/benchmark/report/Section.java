package dev.saoma.benchmark.report;

import java.util.List;

/**
 * What a measure brings back.
 *
 * @param rows ratios, in the order in which the page shows them
 * @param tables the figures that the ratios were made of
 * @param notes what a reader must know to believe them, a sentence or two each
 */
public record Section(String id, String title, List<Row> rows, List<Table> tables, List<String> notes) {}
