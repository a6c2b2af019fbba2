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
# A program loads only the libraries that it calls.
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

# fettle_precompile_for(KIND HEADERS ... LINK ...): the headers of KIND, for libraries and for tests.
function(fettle_precompile_for kind)
  cmake_parse_arguments(ARG "" "" "HEADERS;LINK" ${ARGN})
  list(TRANSFORM ARG_HEADERS PREPEND ${CMAKE_SOURCE_DIR}/src/ REGEX "^[a-z]+/")
  fettle_precompile(fettle_${kind}_pch HEADERS ${ARG_HEADERS} LINK ${ARG_LINK})
  fettle_precompile(fettle_${kind}_test_pch HEADERS ${ARG_HEADERS} <gmock/gmock.h> <gtest/gtest.h>
    LINK ${ARG_LINK} GTest::gmock)
endfunction()

if(FETTLE_PCH)
  if(CMAKE_CXX_COMPILER_LAUNCHER STREQUAL "ccache")
    set(CMAKE_CXX_COMPILER_LAUNCHER
      env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ccache)
  endif()
  set(headers <algorithm> <array> <chrono> <expected> <functional> <map> <memory> <optional> <span>
    <string> <string_view> <utility> <variant> <vector> <fmt/format.h>)
  fettle_precompile_for(core HEADERS ${headers})
  # What nearly every file outside the core includes; half of its time to compile.
  list(APPEND headers <condition_variable> <deque> <mutex> <thread> base/json.hpp
    core/engine/approved_plan.hpp core/engine/batch.hpp core/engine/event.hpp
    core/engine/session.hpp store/database/connection.hpp)
  fettle_precompile_for(outer HEADERS ${headers} LINK Boost::json)
  # And what works on the loop, whose headers want to be linked with it.
  list(APPEND headers <filesystem> <random> transport/os/asio.hpp <boost/asio/ip/tcp.hpp>
    <boost/asio/posix/stream_descriptor.hpp>)
  fettle_precompile_for(loop HEADERS ${headers} LINK Boost::json Boost::headers)
endif()

# fettle_library(core/schedule DEPENDS base LINK cctz): the library fettle_core_schedule of
# src/core/schedule (subfolders included) and, where there are any, its test program (*_test.cpp and
# *_test_support.cpp). HEADERS: the kind of headers that are compiled once for it; `core` if left out.
# TOGETHER: a filter of the tests that share what is costly to start.
function(fettle_library folder)
  cmake_parse_arguments(ARG "" "HEADERS;TOGETHER" "DEPENDS;LINK" ${ARGN})
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
  if(NOT ARG_HEADERS)
    set(ARG_HEADERS core)
  endif()
  if(FETTLE_PCH)
    target_precompile_headers(fettle_${name} REUSE_FROM fettle_${ARG_HEADERS}_pch)
  endif()
  if(tests)
    fettle_test(${name}_test HEADERS ${ARG_HEADERS} TOGETHER "${ARG_TOGETHER}" SOURCES ${tests} DEPENDS fettle_${name})
  endif()
endfunction()

# The programs that `make test` builds and runs a second time, under the sanitizers: all that read
# what others wrote, below the service. `make asan` takes everything, which takes an hour.
set(sanitized_tests base_test core_document_test core_engine_test core_fleet_test core_flow_test
  core_gate_test core_review_test core_rollout_test core_schedule_test store_test transport_test
  importers_test runner_test security_test golden_test sim_test receipt_shell_test)
add_custom_target(sanitized_tests)

# fettle_test(NAME SOURCES ... DEPENDS ...): a GoogleTest program, each test known to ctest, but for
# those that the filter TOGETHER names: they are one.
function(fettle_test name)
  cmake_parse_arguments(ARG "" "HEADERS;TOGETHER" "SOURCES;DEPENDS;LABELS;PROPERTIES" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR})
  target_compile_definitions(${name} PRIVATE FETTLE_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
    FETTLE_BINARY="${CMAKE_BINARY_DIR}/bin/fettle")
  target_link_libraries(${name} PRIVATE fettle_options ${ARG_DEPENDS} GTest::gmock GTest::gtest_main)
  if(NOT ARG_HEADERS)
    set(ARG_HEADERS core)
  endif()
  if(FETTLE_PCH)
    target_precompile_headers(${name} REUSE_FROM fettle_${ARG_HEADERS}_test_pch)
  endif()
  if(name IN_LIST sanitized_tests)
    list(APPEND ARG_LABELS sanitized)
    add_dependencies(sanitized_tests ${name})
  endif()
  set(filter)
  if(ARG_TOGETHER)
    add_test(NAME ${name}.together COMMAND ${name} --gtest_filter=${ARG_TOGETHER})
    set_tests_properties(${name}.together PROPERTIES TIMEOUT 900 LABELS "${ARG_LABELS}")
    set(filter TEST_FILTER "-${ARG_TOGETHER}")
  endif()
  gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST ${filter}
    PROPERTIES TIMEOUT 300 LABELS "${ARG_LABELS}" ${ARG_PROPERTIES})
endfunction()
