package org.openors.container;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import org.openors.credential.PairGenerator;

/** Draws the access IDs that a test wants drawn, then random ones again. */
@Alternative
@Priority(1)
@ApplicationScoped
public class ScriptedGenerator extends PairGenerator {

    private static final Runnable NOTHING = () -> {};

    private final Deque<String> next = new ArrayDeque<>();
    private Runnable meanwhile = NOTHING;

    void willDraw(int times, String accessId) {
        next.clear();
        next.addAll(Collections.nCopies(times, accessId));
    }

    /** Has the work done once, before the next access ID is drawn: after the device was read, before its pair is written. */
    void doesBeforeItDraws(Runnable work) {
        meanwhile = work;
    }

    int left() {
        return next.size();
    }

    @Override
    public String accessId() {
        var work = meanwhile;
        meanwhile = NOTHING;
        work.run();
        return next.isEmpty() ? super.accessId() : next.remove();
    }
}
