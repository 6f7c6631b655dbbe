package dev.saoma.benchmark.report;

import java.util.List;

/**
 * The result of a measure.
 *
 * @param rows the ratios, in the order of the page
 * @param tables the figures from which the ratios were computed
 * @param notes what a reader must know to interpret the figures, a sentence or two each
 */
public record Section(String id, String title, List<Row> rows, List<Table> tables, List<String> notes) {}
