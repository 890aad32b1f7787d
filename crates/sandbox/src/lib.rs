//! The vendors, played back faithfully over real HTTP, with faults on demand.
