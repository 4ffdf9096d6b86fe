package org.openors.it;

import java.util.Set;

/**
 * What a server does otherwise than Payara Micro: the table of {@code server-config/README.md} has a row for each, and {@link
 * EveryServerIT} a test.
 */
enum Difference {
    /** {@code /audit/;x} is another path than {@code /audit}. */
    PATH_PARAMETER_AFTER_A_SLASH(Server.LIBERTY, Server.WILDFLY),
    /** {@code /;/} in a path is refused by the server itself, without a body of ours. */
    SEGMENT_OF_A_PATH_PARAMETER(Server.LIBERTY),
    /** {@code %2e%2e} in a path is refused with another status. */
    ENCODED_DOT_SEGMENT(Server.LIBERTY),
    /** Basic credentials without a colon are answered 500 by the server itself. */
    BASIC_WITHOUT_A_COLON(Server.LIBERTY),
    /** {@code application/json;charset=} is taken for {@code application/json}. */
    EMPTY_PARAMETER_OF_ACCEPT(Server.LIBERTY, Server.WILDFLY),
    /** A control character in a header's value reaches the application as a blank. */
    CONTROL_CHARACTER_IN_A_HEADER(Server.WILDFLY),
    /** A line feed alone ends a line, as RFC 9112, section 2.2, allows: the rest of a header's value is another header. */
    LINE_FEED_ENDS_A_HEADER(Server.PAYARA),
    /** {@code /openapi} is the server's own: the same document with another media type. */
    API_DESCRIPTION(Server.LIBERTY, Server.WILDFLY, Server.PAYARA),
    /** A directory is found without its slash by another redirection. */
    REDIRECTION(Server.LIBERTY, Server.WILDFLY),
    /** A head whose bytes come slowly is waited for without end. */
    HEAD_THAT_DRIPS(Server.LIBERTY, Server.PAYARA),
    /** The process goes on though the application could not be deployed. */
    FAILED_DEPLOYMENT(Server.LIBERTY, Server.WILDFLY);

    private final Set<String> servers;

    Difference(String... servers) {
        this.servers = Set.of(servers);
    }

    /** Whether the tests run on a server that does so. */
    boolean isHere() {
        return servers.stream().anyMatch(Server::isOn);
    }
}
