/** {@code /api/admin/elements} and {@code /api/admin/types}: the part of the administrator's API for login methods. */
@NullMarked
package dev.saoma.server.admin.element;

import org.jspecify.annotations.NullMarked;
