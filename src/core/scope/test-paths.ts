// Where tests are, by the habits of the common ecosystems. Globs; one without a slash matches in every folder.

export const DEFAULT_TEST_PATHS: readonly string[] = [
  // JavaScript, TypeScript
  '*.{test,spec}.*',
  '**/__tests__/**',
  'cypress/**',
  '**/e2e/**',
  // most others keep a folder
  '**/test/**',
  '**/tests/**',
  '**/testing/**',
  '**/spec/**',
  '**/specs/**/*_spec.*',
  // Python
  'test_*.py',
  '*_test.py',
  'conftest.py',
  // Go, Dart, Elixir, Erlang
  '*_test.{go,dart,exs}',
  '*_SUITE.erl',
  // Java, Kotlin, Scala, Groovy
  '**/src/{test,androidTest,integrationTest}/**',
  '*{Test,Tests,IT,Spec}.{java,kt,scala,groovy}',
  // C#, F#, Visual Basic
  '*{Test,Tests}.{cs,fs,vb}',
  '**/*.Tests/**',
  '**/*.Test/**',
  // Ruby, PHP, Swift, Objective-C
  '*_{spec,test}.rb',
  '*Test.php',
  '*{Test,Tests}.{swift,m}',
  '**/*Tests/**',
  // C, C++
  '*_{test,unittest}.{c,cc,cpp,cxx}',
  // shell
  '*.bats',
];

/** Changes that no test can be written for. */
export const DEFAULT_UNTESTED_PATHS: readonly string[] = [
  '*.md',
  '*.txt',
  '*.{png,jpg,jpeg,gif,svg,webp,ico}',
  'docs/**',
  'LICENSE*',
  'CHANGELOG*',
];
