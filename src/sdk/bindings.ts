// All that wasm-bindgen made, as a function that makes an instance (www/tools/glue.mjs): load.ts gets the module.
export * from '../../target/pkg/handcart.js'
