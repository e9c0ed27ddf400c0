# waymark_embed(TARGET ROOT dir FILES file...)
# Carries data files inside the binary: a static library TARGET whose function TARGET_files() (declared by the generated
# header "TARGET.hpp") lists them with their path below ROOT. The assembler's .incbin takes 0.06 s for 8 MB where a C array
# takes 14 s. FILES may be produced by the build.
function(waymark_embed target)
  cmake_parse_arguments(embed "" "ROOT" "FILES" ${ARGN})
  get_filename_component(root "${embed_ROOT}" ABSOLUTE)
  set(folder ${CMAKE_CURRENT_BINARY_DIR}/${target})
  set(assembly "  .section .rodata\n")
  set(declarations "")
  set(entries "")
  set(index 0)
  foreach(file IN LISTS embed_FILES)
    get_filename_component(path "${file}" ABSOLUTE)
    file(RELATIVE_PATH name "${root}" "${path}")
    set(symbol ${target}_${index})
    string(APPEND assembly
           "  .global ${symbol}\n${symbol}:\n  .incbin \"${path}\"\n  .global ${symbol}_end\n${symbol}_end:\n  .byte 0\n")
    string(APPEND declarations "extern const char ${symbol}[];\nextern const char ${symbol}_end[];\n")
    string(APPEND entries
           "    {\"${name}\", {${symbol}, static_cast<std::size_t>(${symbol}_end - ${symbol})}},\n")
    list(APPEND paths ${path})
    math(EXPR index "${index} + 1")
  endforeach()
  string(APPEND assembly "  .section .note.GNU-stack,\"\",@progbits\n")
  file(CONFIGURE OUTPUT ${folder}/${target}.S CONTENT "${assembly}" @ONLY)
  file(CONFIGURE OUTPUT ${folder}/${target}.hpp CONTENT
"#pragma once
#include \"base/embedded.hpp\"
#include <span>
std::span<const base::EmbeddedFile> ${target}_files();
" @ONLY)
  file(CONFIGURE OUTPUT ${folder}/${target}.cpp CONTENT
"#include \"${target}.hpp\"
#include <vector>
extern \"C\" {
${declarations}}
std::span<const base::EmbeddedFile> ${target}_files() {
  static const std::vector<base::EmbeddedFile> files{
${entries}  };
  return files;
}
" @ONLY)
  add_library(${target} STATIC ${folder}/${target}.S ${folder}/${target}.cpp)
  set_source_files_properties(${folder}/${target}.S PROPERTIES OBJECT_DEPENDS "${paths}"
                              COMPILE_OPTIONS "-Wno-error")
  target_include_directories(${target} PUBLIC ${folder} ${PROJECT_SOURCE_DIR}/src)
endfunction()
