// What Ansible makes of values that we mark: its own reader and its own Jinja are asked, once for
// all of them.
#include "transport/ansible/unsafe_json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "base/json.hpp"

namespace fettle::transport {
namespace {

constexpr int kTexts = 400;

/// Reads the file as `-e @FILE` does, fills each value in as a task's argument has it, and writes
/// back what a module would be given.
constexpr auto kAsk = R"py(
import json, sys
from ansible.parsing.dataloader import DataLoader
from ansible.template import Templar
loader = DataLoader()
values = loader.load_from_file(sys.argv[1])
templar = Templar(loader=loader, variables=values)
given = [templar.template("{{ %s }}" % name) for name in sorted(values)]
json.dump([str(text) for text in given], open(sys.argv[2], "w"))
)py";

class Folder {
 public:
  Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "fettle-XXXXXX").string();
    path_ = mkdtemp(pattern.data());
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string file(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

std::vector<std::string> texts_with_braces() {
  const std::vector<std::string> parts{"{{",      "}}",
                                       "{%",      "%}",
                                       "{#",      "#}",
                                       "{",       "}",
                                       ".Names",  " range .Items ",
                                       "'",       "\"",
                                       "\\",      "\n",
                                       "\t",      "$(x",
                                       ")",       "!",
                                       "%",       "#",
                                       "-",       "raw",
                                       "end",     "x",
                                       "1+1",     "é",
                                       "\u2028",  "True",
                                       "[1]",     "null",
                                       "&",       "*",
                                       "!unsafe", ": ",
                                       "| quote", "lookup('pipe','id')",
                                       "\r",      " ",
                                       "~",       "@"};
  std::minstd_rand dice(4711);
  std::vector<std::string> texts{
      "{{.Names}}", "{% x %}",  "{# y #}",  "{{ 1 + 1 }}", "{% raw %}{{ a }}{% endraw %}",
      "[1]",        "{'a': 1}", "[ 1 -1 ]", "True"};
  while (std::ssize(texts) < kTexts) {
    std::string text;
    for (auto count = 1 + dice() % 8; count > 0; --count) text += parts[dice() % parts.size()];
    texts.push_back(std::move(text));
  }
  return texts;
}

TEST(UnsafeJson, TextComesThroughAnsiblesJinjaAsItWasWritten) {
  const auto texts = texts_with_braces();
  std::map<std::string, std::string> members;
  for (std::size_t i = 0; i < texts.size(); ++i)
    members[fmt::format("v{:04}", i)] = unsafe_script_json(texts[i]);
  const Folder folder;
  std::ofstream(folder.file("values.json")) << json_object(members);
  std::ofstream(folder.file("ask.py")) << kAsk;
  const auto command = fmt::format("/usr/bin/python3 {} {} {}", folder.file("ask.py"),
                                   folder.file("values.json"), folder.file("given.json"));
  ASSERT_EQ(std::system(command.c_str()), 0) << "ansible-core is needed (tools/setup)";
  std::ostringstream given;
  given << std::ifstream(folder.file("given.json")).rdbuf();
  const auto read = from_json<std::vector<std::string>>(given.str());
  ASSERT_TRUE(read && read->size() == texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i) EXPECT_EQ(read->at(i), " " + texts[i]);
}

TEST(UnsafeJson, NamesAreTextToo) {
  EXPECT_EQ(json_object({{"a\"b", "1"}, {"c", unsafe_json("d")}}),
            R"({"a\"b":1,"c":{"__ansible_unsafe":"d"}})");
}

}  // namespace
}  // namespace fettle::transport
