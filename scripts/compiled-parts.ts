/**
 * What is compiled into the binaries that are shipped, or copied into a package under another licence than its own: no
 * package manager knows of it. `mark` is a text of the part in the binary; a test looks for it, so that the list follows
 * the binaries when they change.
 */

/** A file of `scripts/licences/`, or a licence that asks for no text. */
export type LicenceName =
  | 'Apache-2.0' | 'BSD-2-Clause' | 'BSD-3-Clause' | 'BSL-1.0' | 'ISC' | 'MIT' | 'MPL-2.0' | 'PSF-2.0' | 'Zlib' | 'bzip2-1.0.6'
  | 'public domain' | 'CC-BY-4.0';

export interface CompiledPart {
  readonly name: string;
  readonly licence: LicenceName;
  readonly notice: string;
  /** Found in every binary of its group; null: it leaves no text of its own. */
  readonly mark: string | null;
}

export interface PartGroup {
  readonly title: string;
  /** Below `node_modules/`. */
  readonly binaries: readonly string[];
  readonly parts: readonly CompiledPart[];
}

const LLVM: CompiledPart = { name: 'libc++, libc++abi and compiler-rt of LLVM', licence: 'Apache-2.0', notice: 'The LLVM Project, under the Apache License v2.0 with LLVM Exceptions: object code that the compiler brings with it may be passed on without sections 4(a), 4(b) and 4(d).', mark: null };
const EMSCRIPTEN: CompiledPart = { name: 'Emscripten', licence: 'MIT', notice: 'Copyright (c) 2010-2014 Emscripten authors', mark: null };
const MUSL: CompiledPart = { name: 'musl libc', licence: 'MIT', notice: 'Copyright (c) 2005-2020 Rich Felker, et al.', mark: null };

export const PART_GROUPS: readonly PartGroup[] = [
  {
    title: 'Python: the interpreter and its standard library (python/), of Pyodide',
    binaries: ['pyodide/pyodide.asm.wasm'],
    parts: [
      { name: 'CPython and its standard library', licence: 'PSF-2.0', notice: 'Copyright (c) 2001 Python Software Foundation; All Rights Reserved. The standard library is compiled and some of its modules are left out.', mark: 'Copyright (c) 2001 Python Software Foundation.' },
      { name: 'SRE', licence: 'PSF-2.0', notice: 'Copyright (c) 1997-2002 by Secret Labs AB', mark: 'by Secret Labs AB' },
      { name: 'libmpdec', licence: 'BSD-2-Clause', notice: 'Copyright (c) 2008-2020 Stefan Krah', mark: 'libmpdec' },
      { name: 'Expat', licence: 'MIT', notice: 'Copyright (c) 1998-2000 Thai Open Source Software Center Ltd and Clark Cooper\nCopyright (c) 2001-2025 Expat maintainers', mark: 'expat_' },
      { name: 'HACL*', licence: 'MIT', notice: 'Copyright (c) 2016-2022 INRIA, CMU and Microsoft Corporation', mark: 'Hacl_' },
      { name: 'zlib', licence: 'Zlib', notice: 'Copyright (C) 1995-2024 Jean-loup Gailly and Mark Adler', mark: 'Jean-loup Gailly and Mark Adler' },
      { name: 'bzip2', licence: 'bzip2-1.0.6', notice: 'Copyright (C) 1996-2019 Julian R Seward. All rights reserved.', mark: 'BZ2_bz' },
      { name: 'liblzma of XZ Utils', licence: 'public domain', notice: 'The authors of XZ Utils; versions from 5.6 on under 0BSD: permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is granted, without any warranty.', mark: 'lzma_' },
      { name: 'Zstandard', licence: 'BSD-3-Clause', notice: 'Copyright (c) Meta Platforms, Inc. and affiliates. All rights reserved.', mark: 'ZSTD_' },
      { name: 'SQLite', licence: 'public domain', notice: 'The authors of SQLite disclaim copyright.', mark: 'SQLite format 3' },
      { name: 'libffi', licence: 'MIT', notice: 'Copyright (c) 1996-2024 Anthony Green, Red Hat, Inc and others.', mark: 'ffi_closure_alloc' },
      { name: 'hiwire', licence: 'MPL-2.0', notice: 'The Pyodide developers', mark: 'hiwire_' },
      EMSCRIPTEN,
      MUSL,
      LLVM,
    ],
  },
  {
    title: 'ONNX Runtime (assets/ort-*)',
    binaries: ['onnxruntime-web/dist/ort-wasm-simd-threaded.wasm', 'onnxruntime-web/dist/ort-wasm-simd-threaded.asyncify.wasm'],
    parts: [
      { name: 'ONNX Runtime', licence: 'MIT', notice: 'Copyright (c) Microsoft Corporation', mark: 'onnxruntime' },
      { name: 'ONNX', licence: 'Apache-2.0', notice: 'Copyright (c) ONNX Project Contributors', mark: 'onnx.ModelProto' },
      { name: 'Protocol Buffers', licence: 'BSD-3-Clause', notice: 'Copyright 2008 Google Inc. All rights reserved.', mark: 'google/protobuf' },
      { name: 'Abseil', licence: 'Apache-2.0', notice: 'Copyright The Abseil Authors', mark: 'absl' },
      { name: 'FlatBuffers', licence: 'Apache-2.0', notice: 'Copyright Google Inc.', mark: 'flatbuffers' },
      { name: 'Eigen', licence: 'MPL-2.0', notice: 'Copyright (C) 2008 Gael Guennebaud, Benoit Jacob and others; its source is at https://gitlab.com/libeigen/eigen', mark: 'Eigen' },
      { name: 'JSON for Modern C++', licence: 'MIT', notice: 'Copyright (c) 2013-2022 Niels Lohmann', mark: 'nlohmann' },
      { name: 'Guidelines Support Library', licence: 'MIT', notice: 'Copyright (c) 2015 Microsoft Corporation. All rights reserved.', mark: 'gsl::' },
      { name: 'SafeInt', licence: 'MIT', notice: 'Copyright (c) Microsoft Corporation. All rights reserved.', mark: 'SafeInt' },
      { name: 'RE2', licence: 'BSD-3-Clause', notice: 'Copyright (c) 2009 The RE2 Authors. All rights reserved.', mark: null },
      { name: 'Mp11', licence: 'BSL-1.0', notice: 'Copyright Peter Dimov', mark: null },
      { name: 'date', licence: 'MIT', notice: 'Copyright (c) 2015-2017 Howard Hinnant and others', mark: null },
      EMSCRIPTEN,
      MUSL,
      LLVM,
    ],
  },
  {
    title: 'ONNX Runtime on WebGPU (assets/ort-wasm-simd-threaded.asyncify-*)',
    binaries: ['onnxruntime-web/dist/ort-wasm-simd-threaded.asyncify.wasm'],
    parts: [{ name: 'Dawn', licence: 'BSD-3-Clause', notice: 'Copyright 2017-2025 The Dawn & Tint Authors', mark: 'Dawn' }],
  },
  {
    title: 'The editor (assets/codicon-*)',
    binaries: ['monaco-editor/esm/vs/base/browser/ui/codicons/codicon/codicon.ttf'],
    parts: [{ name: 'Codicons, a font of icons', licence: 'CC-BY-4.0', notice: 'Copyright (c) Microsoft Corporation. Unchanged, from https://github.com/microsoft/vscode-codicons, under https://creativecommons.org/licenses/by/4.0/legalcode', mark: 'codicon' }],
  },
];
