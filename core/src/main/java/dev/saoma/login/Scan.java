package dev.saoma.login;

import dev.saoma.identity.Person;
import dev.saoma.identity.Profile;
import java.util.function.Supplier;

/**
 * What a code stands for.
 *
 * @param person who stood before the phone
 * @param profile asks the provider what it shows of the person, when somebody needs it, within the same deadline; it throws
 *     {@link OtherPersonException} when that is somebody else, and whatever else it throws means "not now"
 */
public record Scan(Person person, Supplier<Profile> profile) {}
