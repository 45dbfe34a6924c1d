/** The minified text of a stylesheet, put in by the build. */
declare module '*.css' {
  const text: string
  export default text
}

/** The version of package.json, put in by the build. */
declare const HANDCART_VERSION: string
