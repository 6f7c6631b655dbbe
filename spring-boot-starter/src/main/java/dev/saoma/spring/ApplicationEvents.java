package dev.saoma.spring;

import dev.saoma.observe.LoginEvent;
import dev.saoma.observe.LoginEvents;
import dev.saoma.observe.LoginSteps;
import dev.saoma.observe.Notifier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;

/** Publishes events in the application, and tells its own beans; each by itself, so that one that fails takes nothing from the others. */
final class ApplicationEvents implements LoginEvents {
    private final ApplicationEventPublisher publisher;
    private final ObjectProvider<LoginEvents> beans;

    /** @param beans asked for at each event, since they may themselves need the app */
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
