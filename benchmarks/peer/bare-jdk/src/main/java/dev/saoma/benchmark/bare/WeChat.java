package dev.saoma.benchmark.bare;

import java.io.IOException;

/** WeChat's server API. */
interface WeChat {
    /** The body of the answer to a GET of this path and query. */
    String get(String path) throws IOException;
}
