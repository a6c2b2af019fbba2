# Every third-party library, from Debian packages alone (tools/setup installs them). A folder
# names what it owns in src/CMakeLists.txt; nothing is downloaded or vendored.
find_package(Boost 1.81 CONFIG REQUIRED COMPONENTS json)
find_package(Threads REQUIRED)
find_package(fmt REQUIRED)
find_package(GTest REQUIRED)
find_package(benchmark REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(ZLIB REQUIRED)
find_package(CLI11 REQUIRED)
find_package(CURL REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(libssh REQUIRED IMPORTED_TARGET libssh)
pkg_check_modules(pq REQUIRED IMPORTED_TARGET libpq)
# Loaded when they are needed (src/base/loaded_library.hpp), so only their headers are asked for.
add_library(libcurl_headers INTERFACE)
target_include_directories(libcurl_headers SYSTEM INTERFACE ${CURL_INCLUDE_DIRS})
add_library(libpq_headers INTERFACE)
target_include_directories(libpq_headers SYSTEM INTERFACE ${pq_INCLUDE_DIRS})
pkg_check_modules(yaml REQUIRED IMPORTED_TARGET yaml-0.1)
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium)

# Debian's cmark-gfm and cctz packages bring no CMake or pkg-config files of use.
find_library(CMARK_GFM cmark-gfm REQUIRED)
find_library(CMARK_GFM_EXTENSIONS cmark-gfm-extensions REQUIRED)
find_library(CCTZ cctz REQUIRED)
# Its pkg-config file asks for -pthread, which precompiled headers don't share.
find_library(RE2 re2 REQUIRED)
