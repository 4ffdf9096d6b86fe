package org.openors.credential;

/** How far a device has come; spelt as it travels. */
public enum DeviceState {
    /** There is no registration. */
    NotRegistered,
    /** The pair can be redeemed. */
    AwaitingBootstrap,
    /** The pair has been redeemed. */
    Bootstrapped,
    /** There is no valid pair: its time is over, or the registration came without one. A recreation heals it. */
    Expired,
    /** Too many wrong OTPs have killed the pair. A recreation heals it. */
    Locked
}
