// A file that is part of the program: cmake/embed.cmake makes the functions that list them.
#pragma once

#include <string_view>

namespace fettle {

struct EmbeddedFile {
  std::string_view name;   ///< relative to the folder that was embedded: `0001_sessions.sql`
  std::string_view bytes;  ///< as they were when the program was built; never freed
};

}  // namespace fettle
