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
foreach(shell IN ITEMS bash zsh fish)
  write_program_file(roster-ls completion.${shell} roster-ls --completion ${shell})
endforeach()
add_custom_target(program_files ALL DEPENDS ${program_files})

install(TARGETS roster-ls roster-emulator RUNTIME COMPONENT programs)
install(FILES "${place}/roster-ls.1" "${place}/roster-emulator.1" DESTINATION "${CMAKE_INSTALL_MANDIR}/man1" COMPONENT programs)
install(FILES "${place}/completion.bash" DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions" RENAME roster-ls COMPONENT programs)
install(FILES "${place}/completion.zsh" DESTINATION "${CMAKE_INSTALL_DATADIR}/zsh/site-functions" RENAME _roster-ls COMPONENT programs)
install(FILES "${place}/completion.fish" DESTINATION "${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d" RENAME roster-ls.fish
        COMPONENT programs)
