//! What phone and service say to each other.
