# fettle_embed(TARGET NAME FOLDER PATTERN...): the files of FOLDER that match become part of TARGET,
# byte for byte. `embedded/NAME.hpp` declares fettle::embedded::NAME(), which lists them sorted by
# name. The assembler reads the files (.incbin), so that megabytes cost no compile time.
function(fettle_embed target name folder)
  list(TRANSFORM ARGN PREPEND ${folder}/ OUTPUT_VARIABLE patterns)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS ${patterns})
  list(SORT files)
  list(LENGTH files count)
  set(generated ${CMAKE_BINARY_DIR}/embedded)
  set(sections "")
  set(symbols "")
  set(entries "")
  set(index 0)
  foreach(file IN LISTS files)
    set(symbol fettle_embedded_${name}_${index})
    file(RELATIVE_PATH relative ${folder} ${file})
    # A literal each: one for all of them would be longer than compilers have to take.
    string(APPEND sections "asm(R\"asm(\n.pushsection .rodata\n"
      ".globl ${symbol}_begin, ${symbol}_end\n"
      "${symbol}_begin: .incbin \"${file}\"\n${symbol}_end: .byte 0\n.popsection\n)asm\");\n")
    string(APPEND symbols "extern const char ${symbol}_begin[];\n"
      "extern const char ${symbol}_end[];\n")
    string(APPEND entries "      {R\"name(${relative})name\", {${symbol}_begin, ${symbol}_end}},\n")
    math(EXPR index "${index} + 1")
  endforeach()

  file(CONFIGURE OUTPUT ${generated}/embedded/${name}.hpp @ONLY CONTENT [[
#pragma once

#include <span>

#include "base/embedded_file.hpp"

namespace fettle::embedded {
std::span<const EmbeddedFile> @name@();
}
]])
  file(CONFIGURE OUTPUT ${generated}/${name}.cpp @ONLY CONTENT [[
// NOLINTBEGIN: generated
#include "embedded/@name@.hpp"

#include <array>

@sections@
extern "C" {
@symbols@}

std::span<const fettle::EmbeddedFile> fettle::embedded::@name@() {
  static const std::array<EmbeddedFile, @count@> files{{
@entries@  }};
  return files;
}
// NOLINTEND
]])
  set_source_files_properties(${generated}/${name}.cpp PROPERTIES OBJECT_DEPENDS "${files}")
  target_sources(${target} PRIVATE ${generated}/${name}.cpp)
  target_include_directories(${target} PUBLIC ${generated})
endfunction()
