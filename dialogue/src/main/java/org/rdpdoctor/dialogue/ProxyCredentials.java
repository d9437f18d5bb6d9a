package org.rdpdoctor.dialogue;

/// Who the user is to a proxy, and the password for it.
public record ProxyCredentials(Account account, Password password) {}
