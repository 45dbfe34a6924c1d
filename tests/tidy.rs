//! The rules of the house, as tests. Each rule first makes sure that it found something to look at.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Files above [`MOST_LINES`], each with the reason why it is one room and not two.
const LONG_FILES: &[(&str, &str)] = &[(
    "src/contract/types.d.ts",
    "the whole contract with the host, published as one file and read from top to bottom",
)];
const MOST_LINES: usize = 400;

/// Left by editors and systems, never committed.
const OF_EDITORS: &[&str] = &[".DS_Store", ".idea", ".vscode", ".zed"];

/// What stands at the top of the repository. What .gitignore names may be there too.
const TOP_LEVEL: &[&str] = &[
    ".ci",
    ".git",
    ".gitignore",
    ".npmrc",
    "CHANGELOG.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "examples",
    "package-lock.json",
    "package.json",
    "rustfmt.toml",
    "src",
    "tests",
    "wasm-pack.toml",
    "www",
];

const COMMANDS: &[&str] = &[
    "start",
    "test",
    "setup",
    "dev",
    "build",
    "check",
    "test:native",
    "test:browser",
    "test:e2e",
    "look",
    "laws",
    "redteam",
    "mutants",
    "fuzz",
    "size",
    "docs",
];

const WEB: &[&str] = &["web_sys", "js_sys", "wasm_bindgen", "serde_wasm_bindgen", "gloo"];
const CODE: &[&str] = &["rs", "ts", "tsx", "js", "mjs", "css", "html"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

struct File {
    /// From the top of the repository, with forward slashes.
    path: String,
    text: String,
}

impl File {
    /// Lines that the compiler sees: no line comments, and nothing from the unit tests on.
    fn shipped(&self) -> impl Iterator<Item = (usize, &str)> {
        let is_test = self.path.ends_with("/tests.rs") || self.path.contains("/tests/");
        let lines = self.text.lines().enumerate().take_while(|(_, line)| line.trim() != "#[cfg(test)]");
        lines.filter(move |(_, line)| !is_test && !line.trim_start().starts_with("//")).map(|(at, line)| (at + 1, line))
    }
}

fn collect(folder: &Path, found: &mut Vec<File>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if path.is_dir() {
            if !["node_modules", "target", "dist", "generated", "fixtures"].contains(&name.as_str()) {
                collect(&path, found);
            }
        } else if let (Ok(text), Ok(short)) = (fs::read_to_string(&path), path.strip_prefix(root())) {
            found.push(File { path: short.to_string_lossy().replace('\\', "/"), text });
        }
    }
}

/// The text files below `folders` whose name ends in one of `endings`; at least one in each folder.
fn files(folders: &[&str], endings: &[&str]) -> Vec<File> {
    let mut all = Vec::new();
    for folder in folders {
        let mut found = Vec::new();
        collect(&root().join(folder), &mut found);
        found.retain(|file| endings.iter().any(|ending| file.path.ends_with(&format!(".{ending}"))));
        assert!(!found.is_empty(), "there is nothing to look at in {folder}");
        all.append(&mut found);
    }
    all.sort_by(|one, other| one.path.cmp(&other.path));
    all
}

fn read(path: &str) -> Option<String> {
    fs::read_to_string(root().join(path)).ok()
}

fn none(broken: &[String], rule: &str) {
    assert!(broken.is_empty(), "{rule}\n  {}\n", broken.join("\n  "));
}

/// Whether `line` has `word` standing alone: `serde` is in `use serde::x`, not in `serde_json`.
fn names(line: &str, word: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| {
        let before = line.get(..at).and_then(|text| text.chars().next_back());
        let after = line.get(at + word.len()..).and_then(|text| text.chars().next());
        !before.is_some_and(part) && !after.is_some_and(part)
    })
}

#[test]
fn layers_point_one_way() {
    let ours = |layer: &str| [format!("crate::{layer}"), format!("super::{layer}")];
    let forbidden = |path: &str| -> Vec<String> {
        let (web, layers): (bool, &[&str]) = match path.strip_prefix("src/") {
            Some(rest) if rest.starts_with("engine/") => (true, &["contract", "driver", "browser"]),
            Some("driver.rs") => (true, &["contract", "browser"]),
            Some(rest) if rest.starts_with("driver/") => (true, &["contract", "browser"]),
            Some(rest) if rest.starts_with("contract/") => (true, &["driver", "browser"]),
            Some(rest) if rest.starts_with("browser/") => (false, &[]),
            _ => (true, &[]),
        };
        let pure = path.starts_with("src/engine/") || path.starts_with("src/driver");
        let serde = if pure { ["serde", "serde_json"].as_slice() } else { &[] };
        let web = if web { WEB } else { &[] };
        let crates = web.iter().chain(serde).map(ToString::to_string);
        crates.chain(layers.iter().flat_map(|layer| ours(layer))).collect()
    };
    let mut broken = Vec::new();
    for file in files(&["src"], &["rs"]) {
        let forbidden = forbidden(&file.path);
        for (at, line) in file.shipped() {
            for word in forbidden.iter().filter(|word| names(line, word)) {
                broken.push(format!("{}:{at} names {word}", file.path));
            }
        }
    }
    none(&broken, "engine knows nobody, driver only the engine, contract not the edge; only src/browser names the web");
}

#[test]
fn every_rust_file_says_what_it_is() {
    let broken: Vec<_> = files(&["src", "tests", "examples"], &["rs"])
        .into_iter()
        .filter(|file| !file.text.starts_with("//! "))
        .map(|file| file.path)
        .collect();
    none(&broken, "the first line of a Rust file is a //! line that says what it is");
}

#[test]
fn files_are_one_room() {
    let all = files(&["src", "www", "tests", "examples"], CODE);
    let is_long = |file: &File| file.text.lines().count() > MOST_LINES;
    let excused = |path: &str| LONG_FILES.iter().any(|(file, _)| *file == path);
    let broken: Vec<_> = all
        .iter()
        .filter(|file| is_long(file) && !excused(&file.path))
        .map(|file| format!("{}: {} lines", file.path, file.text.lines().count()))
        .collect();
    none(&broken, "a file has at most 400 lines");
    let idle: Vec<_> = LONG_FILES
        .iter()
        .filter(|(path, _)| !all.iter().any(|file| file.path == *path && is_long(file)))
        .map(|(path, _)| (*path).to_string())
        .collect();
    none(&idle, "these exceptions are needed no longer");
}

#[test]
fn shipped_code_writes_no_markup_and_leaks_no_closure() {
    let risky = ["innerHTML", "insertAdjacentHTML", "set_inner_html", "document.write", "eval(", ".forget()"];
    let mut broken = Vec::new();
    for file in files(&["src"], &["rs", "ts", "tsx", "js"]) {
        for (at, line) in file.shipped() {
            for word in risky.iter().filter(|word| line.contains(**word)) {
                broken.push(format!("{}:{at} has {word}", file.path));
            }
        }
    }
    none(&broken, "text reaches the page as text, and every closure has an owner");
}

#[test]
fn shipped_code_never_panics_on_purpose() {
    let words = [".unwrap()", ".expect(", "panic!(", "unreachable!(", "unimplemented!("];
    let mut broken = Vec::new();
    for file in files(&["src"], &["rs"]) {
        for (at, line) in file.shipped() {
            for word in words.iter().filter(|word| line.contains(**word)) {
                broken.push(format!("{}:{at} has {word}", file.path));
            }
        }
    }
    none(&broken, "a panic ends the wasm: errors are values");
}

#[test]
fn nothing_is_left_for_later() {
    let words = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("to", "do!(")];
    let mut broken = Vec::new();
    for file in files(&["src", "www", "tests", "examples"], &[CODE, &["md", "json"]].concat()) {
        for (at, line) in file.text.lines().enumerate() {
            for word in words.iter().filter(|word| line.contains(**word)) {
                broken.push(format!("{}:{} has {word}", file.path, at + 1));
            }
        }
    }
    none(&broken, "what is not finished is an issue, not a comment");
}

#[test]
fn lock_files_name_no_registry_but_the_public_one() {
    let public = "source = \"registry+https://github.com/rust-lang/crates.io-index\"";
    let mut broken = Vec::new();
    for path in ["Cargo.lock", "tests/fuzz/Cargo.lock"] {
        let text = read(path).unwrap_or_default();
        let sources: Vec<_> = text.lines().filter(|line| line.starts_with("source = ")).collect();
        assert!(!sources.is_empty(), "{path} names no source");
        broken.extend(sources.iter().filter(|line| **line != public).map(|line| format!("{path}: {line}")));
    }
    let locks = files(&["examples", "www", "tests"], &["json", "rs", "mjs"]);
    let top = read("package-lock.json").unwrap_or_default();
    assert!(top.contains("\"lockfileVersion\""), "package-lock.json is not there");
    let nested = locks.iter().filter(|file| file.path.ends_with("package-lock.json"));
    for (path, text) in nested.map(|file| (file.path.as_str(), &file.text)).chain([("package-lock.json", &top)]) {
        let named = text.lines().filter(|line| line.contains("\"resolved\": \"http"));
        broken.extend(named.map(|line| format!("{path}: {}", line.trim())));
    }
    none(&broken, "a lock file works with every registry");
}

#[test]
fn the_top_level_is_the_fixed_layout() {
    let ignored = read(".gitignore").unwrap_or_default();
    assert!(!ignored.is_empty(), ".gitignore is not there");
    let is_ignored = |name: &str| {
        ignored.lines().any(|line| match line.split_once('*') {
            Some((before, after)) if !line.contains('/') => name.starts_with(before) && name.contains(after),
            _ => line.trim_start_matches('/') == name,
        })
    };
    let entries: Vec<_> = fs::read_dir(root())
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    assert!(entries.len() > 5, "the top level is not there");
    let known = |name: &str| TOP_LEVEL.contains(&name) || OF_EDITORS.contains(&name) || is_ignored(name);
    let broken: Vec<_> = entries.into_iter().filter(|name| !known(name)).collect();
    none(&broken, "the top level is fixed (TOP_LEVEL in tests/tidy.rs)");
}

#[test]
fn every_command_is_there() {
    let text = read("package.json").unwrap_or_default();
    let package: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
    let script = |name: &str| package.get("scripts").and_then(|scripts| scripts.get(name)?.as_str());
    assert!(script("test").is_some(), "package.json has no scripts");
    let missing: Vec<_> =
        COMMANDS.iter().filter(|name| script(name).is_none()).map(|name| format!("npm run {name}")).collect();
    none(&missing, "package.json has every command that is promised");
    let gone: Vec<_> = package
        .get("scripts")
        .and_then(|scripts| scripts.as_object())
        .into_iter()
        .flatten()
        .filter_map(|(name, line)| Some((name, line.as_str()?.split(' ').find(|word| word.starts_with("www/"))?)))
        .filter(|(_, file)| !root().join(file).exists())
        .map(|(name, file)| format!("npm run {name}: {file}"))
        .collect();
    none(&gone, "a command starts a file that is there");
}

/// Words in backquotes that look like paths of this repository.
fn paths_in(text: &str) -> Vec<String> {
    let starts = ["src/", "www/", "tests/", "examples/", ".ci/", "engine/", "contract/", "browser/", "driver", "sdk/"];
    text.split('`')
        .skip(1)
        .step_by(2)
        .filter(|word| {
            starts.iter().any(|start| word.starts_with(start)) && (word.contains('/') || word.ends_with(".rs"))
        })
        .filter(|word| !word.contains(['*', '<', '{', ' ', '\n', '(', ':']))
        .map(ToString::to_string)
        .collect()
}

#[test]
fn the_documents_name_paths_that_exist() {
    assert_eq!(paths_in("see `src/lib.rs`, `x/y` and `src/*.rs`"), ["src/lib.rs"]);
    let documents = ["README.md", "src/ARCHITECTURE.md", "CHANGELOG.md"];
    let broken: Vec<_> = documents
        .iter()
        .filter_map(|document| Some((document, read(document)?)))
        .flat_map(|(document, text)| paths_in(&text).into_iter().map(move |path| (document, path)))
        .filter(|(_, path)| !root().join(path).exists() && !root().join("src").join(path).exists())
        .map(|(document, path)| format!("{document}: {path}"))
        .collect();
    none(&broken, "a document speaks of this program");
}
