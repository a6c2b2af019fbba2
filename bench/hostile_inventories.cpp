#include "bench/hostile_pieces.hpp"
#include "bench/hostile_texts.hpp"

namespace fettle::bench {
namespace {

using std::to_string;

constexpr std::size_t kInventoryRoom = std::size_t{8} << 20U;

std::string numbered(const std::function<std::string(std::size_t)>& piece) {
  return number(piece, kInventoryRoom);
}

/// `count` groups, each a child of all before it.
std::string dense_groups(std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    text += "[g" + to_string(i) + ":children]\n";
    for (std::size_t child = i + 1; child < count; ++child) text += "g" + to_string(child) + "\n";
  }
  return text + "[g" + to_string(count - 1) + "]\nh[0:9999]\n";
}

void add_ini(std::vector<Hostile>& set) {
  for (const auto* const piece : {"a\n", "a", "\n", "a b\n", "a b=c ", "\"", "a=\\\n", "[", "[a]\n",
                                  "[a:children]\na\n", "#\n", "=\n", "[a:vars]\na=b\n",
                                  "h[0:9999]\n", "h[0:9999] a=b c=d\n", "[a:b]\n", "]", "a[b\n"}) {
    set.push_back({"of " + std::string(piece) + ".ini", fill(piece, kInventoryRoom)});
  }
  const auto piece = [&](const std::string& name,
                         const std::function<std::string(std::size_t)>& make) {
    set.push_back({name + ".ini", numbered(make)});
  };
  piece("hosts", [](auto i) { return to_string(i) + " ansible_user=a b=c\n"; });
  piece("groups", [](auto i) { return "[g" + to_string(i) + "]\n"; });
  piece("groups of variables", [](auto i) { return "[g" + to_string(i) + ":vars]\n"; });
  piece("children of one",
        [](auto i) { return (i == 0 ? "[a:children]\n" : "") + to_string(i) + "\n"; });
  piece("a chain of groups", [](auto i) {
    return "[g" + to_string(i) + ":children]\ng" + to_string((i + 1) % 9000) + "\n";
  });
  piece("groups of 10,000", [](auto i) { return "[g" + to_string(i) + "]\nh[0:9999]\n"; });
  piece("variables of one host",
        [](auto i) { return (i == 0 ? "a v" : " v") + to_string(i) + "=b"; });
  piece("variables of one group",
        [](auto i) { return (i == 0 ? "a[0:9999]\n[all:vars]\nv" : "v") + to_string(i) + "=b\n"; });
  const auto inherited = [&](const std::string& variable, std::string_view piece,
                             std::size_t size) {
    set.push_back({"inherited " + variable + ".ini",
                   "h[0:9999]\n[all:vars]\n" + variable + "=" + fill(piece, size) + "\n"});
  };
  inherited("ansible_ssh_args", "a ", 6000);
  inherited("ansible_ssh_common_args", "-oa ", 250);
  inherited("fettle_proxy_jump", "a,", 1000);
  inherited("ansible_host", "{{ a }}", 6000);
  inherited("fettle_x", "a", 6000);
  set.push_back({"inherited tags.ini", "h[0:9999]\n[all:vars]\nfettle_tags=" +
                                           number([](auto i) { return to_string(i) + ","; }, 1000) +
                                           "\n"});
  set.push_back({"groups within groups, 1,000.ini", dense_groups(1000)});
  set.push_back({"groups within groups, 50.ini", dense_groups(50)});
}

void add_yaml(std::vector<Hostile>& set) {
  for (const auto* const piece : {"a: \n", "a", "\"", "[", "{a: ", "- a\n", "a: b\n", "&a ",
                                  "%TAG !a! b\n", "\xC2\x85", "#\n"}) {
    set.push_back({"of " + std::string(piece) + ".yaml", fill(piece, kInventoryRoom)});
  }
  const auto hosts = [&](const std::string& name,
                         const std::function<std::string(std::size_t)>& make) {
    set.push_back({name + ".yaml", "all:\n  hosts:\n" + number(make, kInventoryRoom - 100)});
  };
  hosts("hosts", [](auto i) { return "    h" + to_string(i) + ":\n"; });
  hosts("hosts with variables",
        [](auto i) { return "    h" + to_string(i) + ": {a: b, c: d, e: f, g: h}\n"; });
  hosts("hosts with twenty variables", [](auto i) {
    return "    h" + to_string(i) + ": {" +
           number([](auto v) { return "v" + to_string(v) + ": a,"; }, 1000, 20) + "}\n";
  });
  hosts("hosts with an error each", [](auto i) { return "    h" + to_string(i) + ": a\n"; });
  hosts("hosts with bad values",
        [](auto i) { return "    h" + to_string(i) + ": {ansible_port: x, b: {c: d}}\n"; });
  set.push_back(
      {"groups.yaml", number([](auto i) { return "g" + to_string(i) + ":\n"; }, kInventoryRoom)});
  set.push_back({"directives.yaml",
                 number([](auto i) { return "%TAG !" + to_string(i) + "! b\n"; }, kInventoryRoom)});
}

void add_csv(std::vector<Hostile>& set) {
  for (const auto* const piece : {",", "\n", "\"", "\"\"", "a\n", "a,b\n", "\",\""}) {
    set.push_back(
        {"of " + std::string(piece) + ".csv", "name,b\n" + fill(piece, kInventoryRoom - 10)});
    set.push_back({"with a header of " + std::string(piece) + ".csv", fill(piece, kInventoryRoom)});
  }
  const auto rows = [&](const std::string& name, const std::string& header,
                        const std::function<std::string(std::size_t)>& make) {
    set.push_back({name + ".csv", header + number(make, kInventoryRoom - header.size())});
  };
  rows("hosts", "name,a,b\n", [](auto i) { return to_string(i) + ",b,c\n"; });
  rows("hosts with tags", "name,tags\n",
       [](auto i) { return to_string(i) + ",\"" + fill("a,", 800) + "\"\n"; });
  rows("hosts with tags that differ", "name,tags\n", [](auto i) {
    return to_string(i) + ",\"" + number([](auto tag) { return to_string(tag) + ","; }, 800) +
           "\"\n";
  });
  rows("columns", "", [](auto i) { return "c" + to_string(i) + ","; });
}

}  // namespace

/// Half of it names hosts, half says what is compared with each.
std::vector<Hostile> hostile_ssh_configs() {
  std::vector<Hostile> set;
  for (const auto* const piece : {"a\n", "a", "Host a\n", "Host *\n", "Host ", "\"", "a=b\n", "\\",
                                  "Match all\n", "Include a\n", "#\n", "Host !a\n", "\r", "a b "}) {
    set.push_back({"of " + std::string(piece), fill(piece, kInventoryRoom)});
  }
  const auto half = kInventoryRoom / 2 - 10;
  const auto with = [&](const std::string& name, const std::string& head,
                        const std::function<std::string(std::size_t)>& make) {
    for (const std::size_t length : {1U, 200U, 1000U}) {
      const auto names =
          number([&](auto i) { return " h" + fill("a", length) + to_string(i); }, half, 9999);
      set.push_back({name + ", names of " + to_string(length),
                     "Host" + names + "\n" + head + number(make, half) + "\n"});
    }
  };
  with("patterns of one host", "Host", [](auto i) { return " *a*" + to_string(i); });
  with("patterns of stars", "Host", [](auto i) { return " " + fill("*a", 500) + to_string(i); });
  with("settings of all hosts", "Host *\n", [](auto i) { return "k" + to_string(i) + " v\n"; });
  with("blocks of all hosts", "", [](auto) { return std::string("Host *\nUser a\n"); });
  with("blocks of none", "", [](auto) { return std::string("Host !*\n"); });
  with("blocks of one host", "", [](auto) { return std::string("Host ha0\nUser a\n"); });
  set.push_back(
      {"hosts", numbered([](auto i) { return "Host h" + to_string(i) + "\nPort 22\n"; })});
  return set;
}

std::vector<Hostile> hostile_inventories() {
  std::vector<Hostile> set;
  add_ini(set);
  add_yaml(set);
  add_csv(set);
  return set;
}

}  // namespace fettle::bench
