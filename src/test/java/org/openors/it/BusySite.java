package org.openors.it;

import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/** A site that does all of a day's work over and over, with each method of the API but {@code DELETE}. Used by one thread. */
final class BusySite implements Runnable {

    private static final int ROUNDS_FOR_AN_IMPORT = 10;
    private static final int PAUSE_MILLIS = 200;

    final Site site;
    private final SampleStudy study;
    /** Not all sites import at once: a node takes two imports. */
    private int round = ThreadLocalRandom.current().nextInt(ROUNDS_FOR_AN_IMPORT);

    /** Puts the site's study and registers its device. */
    BusySite(Api api, Site.Service service) {
        site = new Site(api, service);
        study = site.study;
    }

    /** Once round: look-ups, a recreation, its redemption, a wrong OTP, registrations, the trail, and sometimes an import. */
    @Override
    public void run() {
        done(api -> api.get(study.subjectPath() + "/devices"));
        done(api -> api.get(study.accessCodePath(study.monitor).replace("?", "/check?")));
        site.run();
        done(api -> study.registerMonitor(api)).ifPresent(site::issued);
        var wrong = site.last().withWrongOtp();
        site.ask(401, wrong::redeem);
        done(api -> api.post(study.path() + "/subjects/mhealthRegister", subject()))
                .ifPresent(site::acknowledged);
        done(api -> api.get(study.path() + "/audit?limit=20"));
        if (++round % ROUNDS_FOR_AN_IMPORT == 0) {
            done(api -> api.put(study.path() + "/study-data", study.document(true)));
        }
    }

    /** People pause, so that a node can start beside them. */
    private Optional<Answer> done(Function<Api, Answer> call) {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return site.ask(200, call);
    }

    private String subject() {
        return "{\"subjectId\":\"" + study.subjectId + "\",\"mhealthSubjectId\":\"" + SampleStudy.M_SUBJECT_ID + "\"}";
    }
}
