# SPDX-License-Identifier: BSL-1.0
#
# Installs the programs with their manual pages and completions, which they describe themselves, as the component "programs":
# cmake --install BUILD --component programs

include(GNUInstallDirs)
find_package(Python3 REQUIRED COMPONENTS Interpreter)

set(place "${PROJECT_BINARY_DIR}/programs")
string(TIMESTAMP today "%Y-%m-%d" UTC)  # that of SOURCE_DATE_EPOCH, if it is set

set(program_files "")
function(write_program_file program output)
  file(MAKE_DIRECTORY "${place}")
  add_custom_command(OUTPUT "${place}/${output}" COMMAND ${ARGN} > "${place}/${output}" DEPENDS ${program} "${PROJECT_SOURCE_DIR}/tools/man_page.py"
                     VERBATIM)
  set(program_files ${program_files} "${place}/${output}" PARENT_SCOPE)
endfunction()

set(manual Python3::Interpreter -B "${PROJECT_SOURCE_DIR}/tools/man_page.py" --date "${today}")
write_program_file(roster-ls roster-ls.1 ${manual} --see-also roster-emulator $<TARGET_FILE:roster-ls>)
write_program_file(roster-emulator roster-emulator.1 ${manual} --see-also roster-ls $<TARGET_FILE:roster-emulator>)
set(bash_place "${CMAKE_INSTALL_DATADIR}/bash-completion/completions/@")
set(zsh_place "${CMAKE_INSTALL_DATADIR}/zsh/site-functions/_@")
set(fish_place "${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d/@.fish")
foreach(program IN ITEMS roster-ls roster-emulator)
  foreach(shell IN ITEMS bash zsh fish)
    write_program_file(${program} ${program}.${shell} ${program} --completion ${shell})
    string(REPLACE @ ${program} installed "${${shell}_place}")
    cmake_path(GET installed PARENT_PATH directory)
    cmake_path(GET installed FILENAME name)
    install(FILES "${place}/${program}.${shell}" DESTINATION "${directory}" RENAME ${name} COMPONENT programs)
  endforeach()
endforeach()
add_custom_target(program_files ALL DEPENDS ${program_files})

install(TARGETS roster-ls roster-emulator RUNTIME COMPONENT programs)
install(FILES "${place}/roster-ls.1" "${place}/roster-emulator.1" DESTINATION "${CMAKE_INSTALL_MANDIR}/man1" COMPONENT programs)
