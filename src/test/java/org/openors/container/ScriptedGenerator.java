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

    private final Deque<String> next = new ArrayDeque<>();

    void willDraw(int times, String accessId) {
        next.clear();
        next.addAll(Collections.nCopies(times, accessId));
    }

    int left() {
        return next.size();
    }

    @Override
    public String accessId() {
        return next.isEmpty() ? super.accessId() : next.remove();
    }
}
