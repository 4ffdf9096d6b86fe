package org.openors.architecture.planted.study;

import org.openors.architecture.planted.identity.Low;

/** Uses what is below it, which would be right. */
public class High {
    public Low below;
}
