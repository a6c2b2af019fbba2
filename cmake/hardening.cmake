# What makes a fault harder to use, in what is shipped: tests/tidy/hardening_test.py reads it back
# from the program. Sanitizers bring their own, and a debug build has nobody to be guarded from.
target_compile_options(fettle_options INTERFACE $<$<CONFIG:Release>:
  -fPIE -fstack-protector-strong -fstack-clash-protection -fcf-protection=full
  -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3>)
if(NOT FETTLE_SANITIZE)
  target_link_options(fettle_options INTERFACE
    -Wl,-z,relro,-z,now,-z,noexecstack $<$<CONFIG:Release>:-pie>)
endif()

# fettle_ship(TARGET): its symbols go to TARGET.debug beside it, where gdb looks for them.
function(fettle_ship target)
  if(NOT CMAKE_BUILD_TYPE STREQUAL "Release")
    return()
  endif()
  add_custom_command(TARGET ${target} POST_BUILD
    COMMAND ${CMAKE_OBJCOPY} --only-keep-debug $<TARGET_FILE:${target}> $<TARGET_FILE:${target}>.debug
    COMMAND ${CMAKE_STRIP} --strip-unneeded $<TARGET_FILE:${target}>
    COMMAND ${CMAKE_OBJCOPY} --add-gnu-debuglink=$<TARGET_FILE:${target}>.debug $<TARGET_FILE:${target}>
    VERBATIM)
endfunction()
