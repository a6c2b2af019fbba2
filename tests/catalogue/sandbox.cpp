#include "tests/catalogue/sandbox.hpp"

#include <fmt/format.h>
#include <stdlib.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>

namespace fettle::catalogue {
namespace {

namespace fs = std::filesystem;

/// What the recipes may use of the real machine.
constexpr auto kRealTools = std::to_array<const char*>(
    {"awk", "basename", "cat", "cmp", "cp", "cut", "date", "dirname", "find", "grep", "gzip",
     "mkdir", "mv", "rm", "sed", "sort", "tail", "touch", "uname"});

fs::path real_tool(const std::string& name) {
  for (const char* folder : {"/usr/bin", "/bin"}) {
    if (fs::exists(fs::path(folder) / name)) return fs::path(folder) / name;
  }
  throw std::runtime_error("this machine has no " + name);
}

void link_all(const fs::path& from, const fs::path& into) {
  for (const auto& entry : fs::directory_iterator(from)) {
    fs::create_symlink(entry.path(), into / entry.path().filename());
  }
}

}  // namespace

Sandbox::Sandbox(std::string_view family) {
  std::string name = (fs::temp_directory_path() / "fettle-catalogue-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
  root_ = name;

  const fs::path bin = root_ / "bin";
  fs::create_directories(bin);
  for (const char* tool : kRealTools) fs::create_symlink(real_tool(tool), bin / tool);
  const fs::path fakes = fs::path(FETTLE_SOURCE_DIR) / "tests/catalogue/fakes";
  link_all(fakes / "any", bin);
  if (!family.empty()) link_all(fakes / family, bin);
  for (const char* folder : {"installed", "available", "security", "active"}) {
    fs::create_directories(root_ / "state" / folder);
  }
}

Sandbox::~Sandbox() {
  std::error_code ignored;  // a folder left behind fails no test
  fs::remove_all(root_, ignored);
}

fs::path Sandbox::path(std::string_view name) const {
  fs::path path = root_ / "state" / name;
  fs::create_directories(path.parent_path());
  return path;
}

void Sandbox::write(std::string_view name, std::string_view text) const {
  std::ofstream(path(name)) << text;
}

std::string Sandbox::read(std::string_view name) const {
  std::ifstream file(path(name));
  return {std::istreambuf_iterator<char>(file), {}};
}

bool Sandbox::exists(std::string_view name) const { return fs::exists(path(name)); }

void Sandbox::have(const Package& package) const {
  if (!package.installed.empty()) write("installed/" + package.name, package.installed);
  write("available/" + package.name, package.available);
  if (package.security) write("security/" + package.name, "");
}

Ran Sandbox::run(const std::string& script) const {
  write("script", script);
  const fs::path state = root_ / "state";
  const std::string command = fmt::format(
      "env -i PATH='{}' FAKE_STATE='{}' FAKE_LIB='{}/tests/catalogue/fakes/lib.sh' "
      "/bin/dash '{}/script' 2>&1 </dev/null",
      (root_ / "bin").string(), state.string(), FETTLE_SOURCE_DIR, state.string());
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error("no process could be started");
  Ran ran;
  std::array<char, 4096> buffer;
  while (const std::size_t n = fread(buffer.data(), 1, buffer.size(), pipe)) {
    ran.output.append(buffer.data(), n);
  }
  const int status = pclose(pipe);
  ran.exit_status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return ran;
}

std::vector<std::string> Sandbox::calls(std::string_view tool) const {
  std::vector<std::string> found;
  std::istringstream log(read("calls"));
  for (std::string line; std::getline(log, line);) {
    if (line.starts_with(fmt::format("{} ", tool))) found.push_back(line);
  }
  return found;
}

void Sandbox::forget_calls() const { write("calls", ""); }

}  // namespace fettle::catalogue
