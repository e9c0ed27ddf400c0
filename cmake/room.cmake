# waymark_room(NAME [LINKS room...] [PACKAGES target...] [TEST_LINKS target...] [TEST_COST seconds])
# A room is a static library of the folder it stands in: every .cpp but the tests. Beside it, NAME_test holds the folder's *_test.cpp
# and links that room alone, so that a wrong edge also fails at link time. NAME is the path below src/ with _ for /.
# With several at once, the tests of the highest TEST_COST start first.
function(waymark_room name)
  cmake_parse_arguments(room "" "TEST_COST" "LINKS;PACKAGES;TEST_LINKS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "_test\\.cpp$")
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")

  add_library(${name} STATIC ${sources})
  target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR}/src)
  target_link_libraries(${name} PUBLIC ${room_LINKS} PRIVATE ${room_PACKAGES})

  if(tests AND BUILD_TESTING)
    add_executable(${name}_test ${tests})
    target_link_libraries(${name}_test PRIVATE ${name} ${room_PACKAGES} ${room_TEST_LINKS} GTest::gtest_main GTest::gmock
                                               ${WAYMARK_RAPIDCHECK})
    target_compile_definitions(${name}_test PRIVATE WAYMARK_SOURCE_DIR="${PROJECT_SOURCE_DIR}"
                                                    WAYMARK_BINARY_DIR="${PROJECT_BINARY_DIR}")
    add_test(NAME ${name} COMMAND ${name}_test)
    if(NOT room_TEST_COST)
      set(room_TEST_COST 1)
    endif()
    set_tests_properties(${name} PROPERTIES TIMEOUT 600 COST ${room_TEST_COST}
                         # The same properties in every run; other seeds by hand. What a precondition discards is drawn again.
                         ENVIRONMENT "RC_PARAMS=seed=20261128 max_discard_ratio=200;LSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/cmake/leaks.txt:print_suppressions=0")
  endif()
endfunction()
