//! The panel itself.

use patchbay_sandbox::Options;

use crate::locator::Find;
use crate::page::Page;
use crate::stage::Setup;

on_every_engine!(the_table_is_filled_without_a_key_behind_a_gateway, Setup::gateway(Options::default()));
async fn the_table_is_filled_without_a_key_behind_a_gateway(page: Page) {
    page.open("/").await;

    page.table("Connections").is_shown().await;
}
