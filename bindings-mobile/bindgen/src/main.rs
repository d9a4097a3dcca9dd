//! Makes Kotlin and Swift sources from the mobile library.
fn main() {
    uniffi::uniffi_bindgen_main()
}
