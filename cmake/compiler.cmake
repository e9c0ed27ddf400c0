# Warnings are errors, everywhere; sanitizers and the fuzzer are switches of the presets.
option(WAYMARK_SANITIZE "Build with AddressSanitizer and UndefinedBehaviorSanitizer" OFF)
option(WAYMARK_SANITIZE_THREAD "Build with ThreadSanitizer" OFF)
option(WAYMARK_FUZZ "Build the fuzzers (clang)" OFF)
option(WAYMARK_BENCH "Build the benchmarks" OFF)

add_compile_options(-Wall -Wextra -Wconversion -Wshadow -Werror -fstack-protector-strong)
add_compile_definitions(_GLIBCXX_ASSERTIONS)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # False positives of g++ 12 at -O2 and above, in std::string and std::variant (GCC bugs 105329, 105562, 107852).
  add_compile_options(-Wno-restrict -Wno-maybe-uninitialized -Wno-stringop-overflow -Wno-stringop-overread
                      -Wno-array-bounds -Wno-dangling-pointer -Wno-missing-field-initializers)
else()
  # libstdc++ 12 uses in std::stable_sort what it declares deprecated itself.
  add_compile_options(-Wno-missing-field-initializers -Wno-deprecated-declarations)
endif()

if(WAYMARK_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
elseif(WAYMARK_SANITIZE_THREAD)
  add_compile_options(-fsanitize=thread -fno-omit-frame-pointer)
  add_link_options(-fsanitize=thread)
endif()
if(WAYMARK_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

find_program(WAYMARK_CCACHE ccache)
if(WAYMARK_CCACHE)
  set(CMAKE_C_COMPILER_LAUNCHER ${WAYMARK_CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${WAYMARK_CCACHE})
endif()
find_program(WAYMARK_MOLD mold)
if(WAYMARK_MOLD)
  add_link_options(-fuse-ld=mold)
endif()
