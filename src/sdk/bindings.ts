// All that wasm-bindgen made, without its default export: load.ts does that part with better errors and fewer bytes.
export * from '../../target/pkg/handcart.js'
