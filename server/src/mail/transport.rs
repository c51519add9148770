//! How letters leave.
