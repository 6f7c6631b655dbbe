package dev.saoma.server;

/** The plan of the Form Post OP profile: that of the Basic OP profile, with responses that the browser posts. */
class OidcFormPostConformanceTest extends OidcBasicContract {
    @Override
    String mode() {
        return "form_post";
    }
}
