package org.openors.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import org.openors.it.Answer;
import org.openors.it.Api;
import org.openors.it.Database;
import org.openors.it.Pair;
import org.openors.it.SampleStudy;
import org.openors.it.Server;
import org.openors.it.Tokens;
import org.openors.simulator.Fault;
import org.openors.simulator.MHealthSimulator;

/** {@code mvn -Pdemo}: the main job on the embedded database, and the page with a sign-in, by keys made at this moment. */
public final class Demo {

    private static final PrintStream OUT =
            new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8);

    private static final int PORT = 8080;
    /** As in the README. */
    private static final String CURL = """
            curl -X PUT -H "Authorization: Bearer $TOKEN" \\
              "$SERVER/ec-ors-svc/rest/v1.0/studies/$STUDY/test/subjects/$SUBJECT/devices/$ITEM/access-code?mSubjectId=MSUBJECT-001"
            """.stripTrailing();

    private static final String SITE = "/ec-ors-svc/";

    private final Api api;
    private final SampleStudy study;
    private final PrintStream out;
    private Pair live;

    private Demo(Api api, SampleStudy study, PrintStream out) {
        this.api = api;
        this.study = study;
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        endWithMaven();
        var home =
                Path.of("target", "demo", "run-" + System.currentTimeMillis()).toAbsolutePath();
        var study = SampleStudy.ofTheDemo();
        OUT.println("Starting Payara Micro with the embedded database ...");
        var provider = new DemoProvider(home, study);
        var database = Database.ofThisRun(home);
        var settings = new HashMap<>(database.settings());
        settings.putAll(provider.settings());
        var connector = new MHealthSimulator();
        settings.put("ORS_CONNECTOR_URLS", connector.url());
        int port = Server.isFree(PORT) ? PORT : Server.freePort();
        try (provider;
                connector;
                var server = Server.launchAt(port, home, settings).awaitReady()) {
            var token = provider.token("admin", "Study team", List.of(Api.ALL_RIGHTS));
            var api = new Api(server, new Tokens()).as(token);
            show(api, study, connector, OUT);
            new DemoSite(study).put(api, database);
            OUT.println("\nServer log: " + server.logFile());
            OUT.println("API description: " + server.uri("/openapi"));
            OUT.println("A page to try the API, press Authorize and paste the token: " + server.uri(SITE + "docs/"));
            OUT.println("A practice phone for the modes test and training: " + server.uri(SITE + "phone/"));
            if (!"false".equals(System.getProperty("demo.stay"))) {
                OUT.println("\nPaste this into a shell. It recreates the pair once more:\n");
                OUT.println(exports(server.uri(""), token, study));
                OUT.println(CURL);
                OUT.println("\nOpen this in a browser, sign in as the nurse, and give a patient a new access code:\n");
                OUT.println("    " + server.uri(SITE + "site/"));
                OUT.println("\nThe server stays up until Ctrl-C.");
                Thread.currentThread().join();
            }
        }
    }

    /** Whatever ends Maven ends the demo, and with it the server. */
    private static void endWithMaven() {
        ProcessHandle.current().parent().ifPresent(maven -> maven.onExit().thenRun(() -> System.exit(0)));
    }

    /** The shell variables that the README's commands use. */
    public static String exports(URI server, String token, SampleStudy study) {
        return "export SERVER=" + server + " STUDY=" + study.studyId + " SUBJECT=" + study.subjectId + " ITEM="
                + study.monitor + "\nexport TOKEN=" + token;
    }

    /**
     * Shows the main job, each refusal, and the main job at a remote connector.
     *
     * @throws IllegalStateException if an answer is another one than the demo tells
     */
    public static void show(Api api, SampleStudy study, MHealthSimulator connector, PrintStream out) {
        var demo = new Demo(api, study, out);
        demo.showTheMainJob();
        demo.showARemoteConnector(connector);
    }

    private void showTheMainJob() {
        expect(200, "PUT", study.path() + "/study-data", study.document(true));
        expect(200, "POST", study.subjectPath() + "/register-device", study.registration());
        out.println("\nThe main job, a fresh pair for a registered device:");
        live = Pair.of(expect(200, "PUT", study.accessCodePath(study.monitor), null));
        redeemed();
        out.println("\nEach refusal has its own code:");
        refused(
                404,
                "/v1.0/studies/" + SampleStudy.id() + "/test/subjects/" + study.subjectId + "/devices/" + study.monitor
                        + "/access-code?mSubjectId=" + SampleStudy.M_SUBJECT_ID);
        refused(400, study.devicePath(study.monitor) + "/access-code?mSubjectId=SOMEBODY-ELSE");
        refused(400, study.accessCodePath(SampleStudy.id()));
        refused(400, study.accessCodePath(study.undispensed));
        refused(400, study.accessCodePath(study.othersMonitor));
        refused(400, study.accessCodePath(study.noType));
        refused(400, study.accessCodePath(study.noConnection));
        refused(400, study.accessCodePath(study.scale));
        refused(400, study.accessCodePath(study.scaleWithoutVendor));
    }

    /** A second study, whose connector is another system: here a simulated one. */
    private void showARemoteConnector(MHealthSimulator connector) {
        var remote = new SampleStudy("test");
        out.println("\nA second study has a remote mHealth connector, simulated at " + connector.url()
                + ". The pair is the connector's, and is not stored here:");
        expect(200, "PUT", remote.path() + "/study-data", remote.documentWithRemote(connector.url()));
        expect(200, "POST", remote.subjectPath() + "/register-device", remote.registration());
        expect(200, "PUT", remote.accessCodePath(remote.monitor), null);
        out.println("\nThe connector fails, so nobody gets a pair, and the record says that the outcome is unknown:");
        connector.fail("PUT", Fault.HALF_A_JSON);
        refused(503, remote.accessCodePath(remote.monitor));
        connector.heal();
    }

    /** A pair connects a phone once; a fresh one is handed out, and the old one is dead. */
    private void redeemed() {
        out.println("\nThe phone redeems the pair, once:");
        bootstrap(200, live);
        bootstrap(400, live);
        var old = live;
        out.println("\nThe phone was lost, so the nurse recreates the pair:");
        live = Pair.of(expect(200, "PUT", study.accessCodePath(study.monitor), null));
        out.println("\nThe old pair is dead, the new one is alive:");
        bootstrap(401, old);
        bootstrap(200, live);
    }

    private void bootstrap(int status, Pair pair) {
        var answer = pair.redeem(api);
        require(status, answer);
        out.println("  POST " + Api.BASE + Pair.PATH + " as " + pair.accessId() + ":" + pair.otp());
        out.println("  " + answer.status() + " " + answer.body());
    }

    private Answer expect(int status, String method, String path, String body) {
        var answer = body == null ? api.put(path) : api.withBody(method, path, body);
        out.println("\n" + method + " " + Api.BASE + path);
        out.println("  " + answer.status() + " " + answer.body());
        require(status, answer);
        return answer;
    }

    private void refused(int status, String path) {
        var answer = api.put(path);
        require(status, answer);
        out.printf(
                "  %d %s  %s%n",
                answer.status(),
                answer.errorCode(),
                answer.json().getJsonObject("errorData").getString("errorMessage"));
    }

    private static void require(int status, Answer answer) {
        if (answer.status() != status) {
            throw new IllegalStateException("expected " + status + ", got " + answer.status() + " " + answer.body());
        }
    }
}
