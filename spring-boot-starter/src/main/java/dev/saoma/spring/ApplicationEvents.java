package dev.saoma.spring;

import dev.saoma.observe.LoginEvent;
import dev.saoma.observe.LoginEvents;
import dev.saoma.observe.LoginSteps;
import dev.saoma.observe.Notifier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;

/** Publishes events in the application and passes them to its beans. A failure of one does not stop the others. */
final class ApplicationEvents implements LoginEvents {
    private final ApplicationEventPublisher publisher;
    private final ObjectProvider<LoginEvents> beans;

    /** @param beans looked up at each event, since they may depend on the app */
    ApplicationEvents(ApplicationEventPublisher publisher, ObjectProvider<LoginEvents> beans) {
        this.publisher = publisher;
        this.beans = beans;
    }

    @Override
    public void onEvent(LoginEvent event) {
        tell(publisher::publishEvent, event);
        beans.orderedStream().forEach(bean -> tell(bean, event));
    }

    private static void tell(LoginEvents listener, LoginEvent event) {
        new Notifier(listener, LoginSteps.none()).onEvent(event);
    }
}
