/**
 * The {@code Q(...)} filter language: text to a checked tree, the tree to SQL that holds columns, keywords and
 * {@code ?} only. The identity package calls it for {@code WeChatAuthModel}; it knows no table, no connection and no
 * row. Text from outside is never evaluated and never becomes part of a statement.
 */
@NullMarked
package dev.saoma.query;

import org.jspecify.annotations.NullMarked;
