//! From a flow to a test: a stage of its own for each, and what is left when one fails.

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use futures_util::FutureExt;

use crate::driver::Driver;
use crate::engine::Engine;
use crate::failure::{Failure, message_of};
use crate::page::Page;
use crate::stage::{Setup, Stage};

/// Far above what any flow takes; a test that hangs must still say where.
const LONGEST: Duration = Duration::from_secs(120);
const FAREWELL: Duration = Duration::from_secs(10);

/// Declares a function of an [`Engine`] as three tests.
macro_rules! for_every_engine {
    ($test:ident) => {
        mod $test {
            #[test]
            fn chromium() {
                super::$test($crate::engine::Engine::Chromium);
            }

            #[test]
            fn firefox() {
                super::$test($crate::engine::Engine::Firefox);
            }

            #[test]
            fn webkit() {
                super::$test($crate::engine::Engine::WebKit);
            }
        }
    };
}

/// Declares a flow as three tests: `on_every_engine!(the_core_flow, Setup::direct(..))`.
macro_rules! on_every_engine {
    ($flow:ident, $setup:expr) => {
        mod $flow {
            use super::*;

            #[test]
            fn chromium() {
                $crate::run::run($crate::engine::Engine::Chromium, module_path!(), $setup, super::$flow);
            }

            #[test]
            fn firefox() {
                $crate::run::run($crate::engine::Engine::Firefox, module_path!(), $setup, super::$flow);
            }

            #[test]
            fn webkit() {
                $crate::run::run($crate::engine::Engine::WebKit, module_path!(), $setup, super::$flow);
            }
        }
    };
}

/// Declares a flow as one test, on the engine that can do everything.
macro_rules! on_chromium {
    ($flow:ident, $setup:expr) => {
        mod $flow {
            use super::*;

            #[test]
            fn chromium() {
                $crate::run::run($crate::engine::Engine::Chromium, module_path!(), $setup, super::$flow);
            }
        }
    };
}

/// Runs a flow on an engine, and fails with all that can be said if it does.
pub(crate) fn run<F: Future<Output = ()>>(
    engine: Engine,
    test: &str,
    setup: Setup,
    flow: impl FnOnce(Page) -> F,
) {
    if let Err(failure) = perform(engine, test, setup, flow) {
        panic!("{failure}");
    }
}

/// Runs a flow on an engine.
pub(crate) fn perform<F: Future<Output = ()>>(
    engine: Engine,
    test: &str,
    setup: Setup,
    flow: impl FnOnce(Page) -> F,
) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    runtime.expect("a runtime").block_on(async {
        let files = setup.site.watched();
        Failure::forget(test, engine);
        let (stage, driver) = tokio::join!(Stage::start(setup, files.path()), Driver::start(engine));
        let page = Page::new(engine, driver.session().await, stage);

        let whole = async {
            flow(page.clone()).await;
            page.finish().await;
        };
        let outcome = tokio::time::timeout(LONGEST, AssertUnwindSafe(whole).catch_unwind()).await;
        let outcome = match outcome {
            Ok(Ok(())) => Ok(()),
            Ok(Err(panic)) => Err(message_of(&*panic)),
            Err(_) => Err(format!("it did not end within {} s", LONGEST.as_secs())),
        };
        let outcome = match outcome {
            Ok(()) => Ok(()),
            Err(message) => Err(Failure::keep(test, message, &page, &driver).await),
        };
        // A browser that does not go by itself goes with its driver.
        let _ = tokio::time::timeout(FAREWELL, page.driver().clone().quit()).await;
        outcome
    })
}
