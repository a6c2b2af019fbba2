# How a folder becomes a library and its *_test.cpp files a test program.
include(GoogleTest)

option(FETTLE_FUZZ "Build the fuzzers (clang only)" OFF)
option(FETTLE_PCH "Compile the most included headers once; OFF shows an include that is missing" ON)
set(FETTLE_SANITIZE "" CACHE STRING "Sanitizers, as -fsanitize= takes them")

# All compile and link options of the house, in one place.
add_library(fettle_options INTERFACE)
target_compile_options(fettle_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Woverloaded-virtual
  -Wno-missing-designated-field-initializers -Werror)
target_compile_definitions(fettle_options INTERFACE
  BOOST_ASIO_SEPARATE_COMPILATION BOOST_ASIO_NO_DEPRECATED FETTLE_VERSION="${PROJECT_VERSION}")
target_include_directories(fettle_options INTERFACE ${CMAKE_SOURCE_DIR}/src)
target_link_libraries(fettle_options INTERFACE fmt::fmt Threads::Threads)
# A program loads only the libraries that it calls: libpq alone brings fourteen more.
target_link_options(fettle_options INTERFACE LINKER:--as-needed)
if(FETTLE_SANITIZE)
  target_compile_options(fettle_options INTERFACE
    -fsanitize=${FETTLE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(fettle_options INTERFACE -fsanitize=${FETTLE_SANITIZE})
endif()

# fettle_precompile(NAME HEADERS ... LINK ...): headers that are compiled once for every target that
# reuses NAME. Without a timestamp inside, so that ccache knows an unchanged one again.
function(fettle_precompile name)
  cmake_parse_arguments(ARG "" "" "HEADERS;LINK" ${ARGN})
  file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/${name}.cpp CONTENT "")
  add_library(${name} OBJECT ${CMAKE_BINARY_DIR}/${name}.cpp)
  target_link_libraries(${name} PRIVATE fettle_options ${ARG_LINK})
  target_compile_options(${name} PRIVATE "SHELL:-Xclang -fno-pch-timestamp")
  target_precompile_headers(${name} PRIVATE ${ARG_HEADERS})
endfunction()

if(FETTLE_PCH)
  if(CMAKE_CXX_COMPILER_LAUNCHER STREQUAL "ccache")
    set(CMAKE_CXX_COMPILER_LAUNCHER
      env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ccache)
  endif()
  set(headers <algorithm> <array> <chrono> <expected> <functional> <map> <memory> <optional> <span>
    <string> <string_view> <utility> <variant> <vector> <fmt/format.h>)
  fettle_precompile(fettle_pch HEADERS ${headers})
  fettle_precompile(fettle_test_pch HEADERS ${headers} <gmock/gmock.h> <gtest/gtest.h>
    LINK GTest::gmock)
  # What nearly every file outside the core includes; half of its time to compile.
  list(APPEND headers <atomic> <condition_variable> <deque> <filesystem> <fstream> <mutex> <random>
    <thread>
    base/json.hpp core/engine/approved_plan.hpp core/engine/batch.hpp core/engine/event.hpp
    core/engine/session.hpp store/connection.hpp transport/os/asio.hpp
    <boost/asio/ip/tcp.hpp> <boost/asio/posix/stream_descriptor.hpp>)
  list(TRANSFORM headers PREPEND ${CMAKE_SOURCE_DIR}/src/ REGEX "^[a-z]+/")
  fettle_precompile(fettle_outer_pch HEADERS ${headers} LINK Boost::json Boost::headers)
  fettle_precompile(fettle_outer_test_pch HEADERS ${headers} <gmock/gmock.h> <gtest/gtest.h>
    LINK Boost::json Boost::headers GTest::gmock)
endif()

function(fettle_precompiled target kind)
  cmake_parse_arguments(ARG "OUTER" "" "" ${ARGN})
  if(NOT FETTLE_PCH)
    return()
  endif()
  if(ARG_OUTER)
    target_precompile_headers(${target} REUSE_FROM fettle_outer${kind}_pch)
  else()
    target_precompile_headers(${target} REUSE_FROM fettle${kind}_pch)
  endif()
endfunction()

# fettle_library(core/schedule DEPENDS base LINK cctz): the library fettle_core_schedule of
# src/core/schedule (subfolders included) and, where there are any, its test program (*_test.cpp and
# *_test_support.cpp). OUTER: of what lies outside the core.
function(fettle_library folder)
  cmake_parse_arguments(ARG "OUTER" "" "DEPENDS;LINK" ${ARGN})
  string(REPLACE "/" "_" name ${folder})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${folder}/*.cpp)
  if(NOT sources)
    return()
  endif()
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "_test(_support)?\\.cpp$")
  list(FILTER tests INCLUDE REGEX "_test(_support)?\\.cpp$")

  add_library(fettle_${name} STATIC ${sources})
  list(TRANSFORM ARG_DEPENDS REPLACE "/" "_")
  list(TRANSFORM ARG_DEPENDS PREPEND fettle_)
  target_link_libraries(fettle_${name} PUBLIC fettle_options ${ARG_DEPENDS} ${ARG_LINK})
  set(outer)
  if(ARG_OUTER)
    set(outer OUTER)
  endif()
  fettle_precompiled(fettle_${name} "" ${outer})
  if(tests)
    fettle_test(${name}_test ${outer} SOURCES ${tests} DEPENDS fettle_${name})
  endif()
endfunction()

# fettle_test(NAME SOURCES ... DEPENDS ...): a GoogleTest program, each test known to ctest.
function(fettle_test name)
  cmake_parse_arguments(ARG "OUTER" "" "SOURCES;DEPENDS;LABELS;PROPERTIES" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR})
  target_compile_definitions(${name} PRIVATE FETTLE_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
    FETTLE_BINARY="${CMAKE_BINARY_DIR}/bin/fettle")
  target_link_libraries(${name} PRIVATE fettle_options ${ARG_DEPENDS} GTest::gmock GTest::gtest_main)
  if(ARG_OUTER)
    fettle_precompiled(${name} _test OUTER)
  else()
    fettle_precompiled(${name} _test)
  endif()
  gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST
    PROPERTIES TIMEOUT 300 LABELS "${ARG_LABELS}" ${ARG_PROPERTIES})
endfunction()
