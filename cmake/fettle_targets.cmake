# How a folder becomes a library and its *_test.cpp files a test program.
include(GoogleTest)

option(FETTLE_FUZZ "Build the fuzzers (clang only)" OFF)
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
if(FETTLE_SANITIZE)
  target_compile_options(fettle_options INTERFACE
    -fsanitize=${FETTLE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(fettle_options INTERFACE -fsanitize=${FETTLE_SANITIZE})
endif()

# fettle_library(core/schedule DEPENDS base LINK cctz): the library fettle_core_schedule of
# src/core/schedule (subfolders included) and, where there are any, its test program.
function(fettle_library folder)
  cmake_parse_arguments(ARG "" "" "DEPENDS;LINK" ${ARGN})
  string(REPLACE "/" "_" name ${folder})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${folder}/*.cpp)
  if(NOT sources)
    return()
  endif()
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "_test\\.cpp$")
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")

  add_library(fettle_${name} STATIC ${sources})
  list(TRANSFORM ARG_DEPENDS REPLACE "/" "_")
  list(TRANSFORM ARG_DEPENDS PREPEND fettle_)
  target_link_libraries(fettle_${name} PUBLIC fettle_options ${ARG_DEPENDS} ${ARG_LINK})
  if(tests)
    fettle_test(${name}_test SOURCES ${tests} DEPENDS fettle_${name})
  endif()
endfunction()

# fettle_test(NAME SOURCES ... DEPENDS ...): a GoogleTest program, each test known to ctest.
function(fettle_test name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS;LABELS;PROPERTIES" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR})
  target_compile_definitions(${name} PRIVATE FETTLE_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
    FETTLE_BINARY="${CMAKE_BINARY_DIR}/bin/fettle")
  target_link_libraries(${name} PRIVATE fettle_options ${ARG_DEPENDS} GTest::gmock GTest::gtest_main)
  gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST
    PROPERTIES TIMEOUT 300 LABELS "${ARG_LABELS}" ${ARG_PROPERTIES})
endfunction()
