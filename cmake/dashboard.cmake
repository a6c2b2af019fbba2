# fettle_dashboard(TARGET): the web application of dashboard/ becomes part of TARGET. It is built
# while configuring, as its files' names hold hashes that fettle_embed() must see, and only when a
# source of it has changed. Nothing is downloaded: without Node or its packages (tools/setup brings
# both) the plain page of dashboard/fallback takes its place.
function(fettle_dashboard target)
  set(folder ${CMAKE_SOURCE_DIR}/dashboard)
  set(built ${CMAKE_BINARY_DIR}/dashboard)
  execute_process(COMMAND ${CMAKE_SOURCE_DIR}/tools/npm --node
    RESULT_VARIABLE no_node OUTPUT_QUIET ERROR_QUIET)
  if(no_node OR NOT EXISTS ${folder}/node_modules/vite)
    message(STATUS "No Node with packages for the dashboard: the plain page is embedded. "
                   "tools/setup brings both")
    fettle_embed(${target} dashboard ${folder}/fallback *)
    return()
  endif()

  file(GLOB_RECURSE sources CONFIGURE_DEPENDS
    ${folder}/src/* ${folder}/public/* ${folder}/build/*)
  list(APPEND sources ${folder}/index.html ${folder}/package.json ${folder}/package-lock.json
    ${folder}/tsconfig.json ${folder}/vite.config.ts)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${sources})
  set(hashes "")
  foreach(source IN LISTS sources)
    file(SHA256 ${source} hash)
    string(APPEND hashes "${hash} ${source}\n")
  endforeach()

  set(before "")
  if(EXISTS ${built}.sources)
    file(READ ${built}.sources before)
  endif()
  if(NOT hashes STREQUAL before)
    message(STATUS "Building the dashboard")
    execute_process(COMMAND ${CMAKE_COMMAND} -E env FETTLE_DASHBOARD_FOLDER=${built}
      ${CMAKE_SOURCE_DIR}/tools/npm run --silent build
      WORKING_DIRECTORY ${folder} RESULT_VARIABLE failed OUTPUT_VARIABLE said ERROR_VARIABLE said)
    if(failed)
      message(FATAL_ERROR "The dashboard does not build:\n${said}")
    endif()
    file(WRITE ${built}.sources "${hashes}")
  endif()
  fettle_embed(${target} dashboard ${built} *)
endfunction()
