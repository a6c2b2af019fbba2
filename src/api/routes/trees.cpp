// Flows: the library, their texts and versions, and trying a text out.
#include <fmt/format.h>

#include <array>
#include <charconv>

#include "api/answer.hpp"
#include "api/list.hpp"
#include "api/routes/all.hpp"
#include "usecases/flows/flow_library.hpp"
#include "usecases/flows/flow_preview.hpp"
#include "usecases/flows/flows.hpp"

namespace fettle::api {
namespace {

using security::Action;
using usecases::ShownFlow;

struct Markdown {
  std::string markdown;
};
BOOST_DESCRIBE_STRUCT(Markdown, (), (markdown))

struct CopyName {
  std::optional<std::string> name;
};
BOOST_DESCRIBE_STRUCT(CopyName, (), (name))

http::Response created_flow(const ShownFlow& flow) {
  return created(fmt::format("/trees/{}", flow.id), flow);
}

http::Response markdown_answer(const ShownFlow& flow) {
  http::Response response;
  response.set("Content-Type", "text/markdown; charset=utf-8");
  response.set("Content-Disposition", fmt::format("attachment; filename=\"flow-{}.md\"", flow.id));
  response.set("ETag", fmt::format("\"{}\"", flow.version));
  response.body = flow.markdown;
  return response;
}

/// The version that a path or a parameter names.
Result<std::int64_t> read_version(std::string_view text) {
  std::int64_t version = 0;
  const auto* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, version);
  if (read.ec == std::errc() && read.ptr == end && version > 0) return version;
  return fail(ErrorCode::kMalformed, "a version is a whole number from 1 on");
}

Result<http::Response> list_trees(Call& call) {
  static constexpr std::array<std::string_view, 3> kSorts{"-updated_at", "name", "created_at"};
  FETTLE_TRY(page, page_query(call, kSorts));
  const bool archived = call.request.parameter("archived") == "true";
  FETTLE_TRY(found, usecases::list_flows(
                        call.context,
                        {.tree_type = std::string(call.request.parameter("type")),
                         .tag = std::string(call.request.parameter("tag")),
                         .text = std::string(call.request.parameter("q")),
                         .archived = archived ? store::Archived::kOnly : store::Archived::kLeftOut,
                         .page = page}));
  return page_answer(page, std::move(found), [&](const usecases::ShownFlowHead& flow) {
    if (page.sort == "name") return store::PageMark{flow.name, flow.id};
    const auto at = page.sort == "created_at" ? flow.created_at : flow.updated_at;
    return store::PageMark{std::to_string(at.ms), flow.id};
  });
}

Result<http::Response> count_trees(Call& call) {
  FETTLE_TRY(counts, usecases::count_flows(call.context));
  return json_answer(counts);
}

Result<http::Response> create_tree(Call& call) {
  FETTLE_TRY(body, read_body<usecases::NewFlow>(call));
  FETTLE_TRY(flow, usecases::create_flow(call.context, body));
  return created_flow(flow);
}

Result<http::Response> import_tree(Call& call) {
  const auto type = call.request.header("Content-Type");
  if (!http::equal_names(type.substr(0, type.find_first_of("; ")), "text/markdown")) {
    return fail(ErrorCode::kMalformed,
                "the body has to be a flow's text; send it with Content-Type: text/markdown");
  }
  FETTLE_TRY(flow, usecases::create_flow(call.context, {.markdown = call.request.body}));
  return created_flow(flow);
}

Result<http::Response> lint_tree(Call& call) {
  FETTLE_TRY(body, read_body<usecases::LintFlow>(call));
  FETTLE_TRY(linted, usecases::lint_flow(call.context, body));
  return json_answer(linted);
}

Result<http::Response> preview_tree(Call& call) {
  FETTLE_TRY(body, read_body<usecases::PreviewFlow>(call));
  FETTLE_TRY(shown, usecases::preview_flow(call.context, body));
  return json_answer(shown);
}

Result<http::Response> get_tree(Call& call) {
  FETTLE_TRY(flow, usecases::get_flow(call.context, call.value("tree_id")));
  return json_answer(flow);
}

Result<http::Response> export_tree(Call& call) {
  FETTLE_TRY(flow, usecases::get_flow(call.context, call.value("tree_id")));
  return markdown_answer(flow);
}

Result<http::Response> save_tree_markdown(Call& call) {
  FETTLE_TRY(version, if_match(call));
  FETTLE_TRY(body, read_body<Markdown>(call));
  FETTLE_TRY(flow, usecases::save_flow(call.context, {.id = call.value("tree_id"),
                                                      .markdown = std::move(body.markdown),
                                                      .version = version}));
  return json_answer(flow);
}

Result<http::Response> duplicate_tree(Call& call) {
  CopyName body;
  if (!call.request.body.empty()) {
    FETTLE_TRY(given, read_body<CopyName>(call));
    body = std::move(given);
  }
  FETTLE_TRY(flow, usecases::duplicate_flow(call.context, {call.value("tree_id"), body.name}));
  return created_flow(flow);
}

Result<http::Response> set_archived(Call& call, usecases::ArchiveState state) {
  FETTLE_TRY(version, if_match(call));
  FETTLE_TRY(flow, usecases::archive_flow(call.context, {call.value("tree_id"), state, version}));
  return json_answer(flow);
}

Result<http::Response> archive_tree(Call& call) {
  return set_archived(call, usecases::ArchiveState::kArchived);
}

Result<http::Response> unarchive_tree(Call& call) {
  return set_archived(call, usecases::ArchiveState::kInUse);
}

Result<http::Response> delete_tree(Call& call) {
  FETTLE_TRY(version, if_match(call));
  FETTLE_TRY(deleted, usecases::delete_flow(call.context, {call.value("tree_id"), version}));
  return json_answer(deleted);
}

Result<http::Response> list_tree_versions(Call& call) {
  static constexpr std::array<std::string_view, 1> kSorts{"-version"};
  FETTLE_TRY(page, page_query(call, kSorts));
  FETTLE_TRY(found, usecases::list_flow_versions(call.context, {call.value("tree_id"), page}));
  return page_answer(page, std::move(found), [](const store::FlowVersion& one) {
    const auto version = std::to_string(one.version);
    return store::PageMark{version, version};
  });
}

Result<http::Response> get_tree_version(Call& call) {
  FETTLE_TRY(version, read_version(call.value("version")));
  FETTLE_TRY(shown, usecases::get_flow_version(call.context, {call.value("tree_id"), version}));
  return json_answer(shown);
}

Result<http::Response> compare_tree_versions(Call& call) {
  usecases::FlowVersionPair pair{.id = call.value("tree_id")};
  FETTLE_TRY(after, read_version(call.value("version")));
  pair.after = after;
  if (const auto text = call.request.parameter("before"); !text.empty()) {
    FETTLE_TRY(before, read_version(text));
    pair.before = before;
  }
  FETTLE_TRY(difference, usecases::compare_flow_versions(call.context, pair));
  return json_answer(difference);
}

constexpr std::array kRoutes{
    Route{"listTrees", "GET", "/trees", Action::kRead, list_trees},
    Route{"countTrees", "GET", "/trees/counts", Action::kRead, count_trees},
    Route{"createTree", "POST", "/trees", Action::kEditFlows, create_tree,
          body_as<usecases::NewFlow>},
    Route{"importTree", "POST", "/trees/import", Action::kEditFlows, import_tree},
    Route{"lintTree", "POST", "/trees/lint", Action::kRead, lint_tree, body_as<usecases::LintFlow>},
    Route{"previewTree", "POST", "/trees/preview", Action::kRead, preview_tree,
          body_as<usecases::PreviewFlow>},
    Route{"getTree", "GET", "/trees/{tree_id}", Action::kRead, get_tree},
    Route{"deleteTree", "DELETE", "/trees/{tree_id}", Action::kEditFlows, delete_tree},
    Route{"exportTree", "GET", "/trees/{tree_id}/export", Action::kRead, export_tree},
    Route{"saveTreeMarkdown", "PUT", "/trees/{tree_id}/markdown", Action::kEditFlows,
          save_tree_markdown, body_as<Markdown>},
    Route{"duplicateTree", "POST", "/trees/{tree_id}/duplicate", Action::kEditFlows, duplicate_tree,
          body_as<CopyName>},
    Route{"archiveTree", "POST", "/trees/{tree_id}/archive", Action::kEditFlows, archive_tree},
    Route{"unarchiveTree", "POST", "/trees/{tree_id}/unarchive", Action::kEditFlows,
          unarchive_tree},
    Route{"listTreeVersions", "GET", "/trees/{tree_id}/versions", Action::kRead,
          list_tree_versions},
    Route{"getTreeVersion", "GET", "/trees/{tree_id}/versions/{version}", Action::kRead,
          get_tree_version},
    Route{"compareTreeVersions", "GET", "/trees/{tree_id}/versions/{version}/difference",
          Action::kRead, compare_tree_versions},
};

}  // namespace

std::span<const Route> tree_routes() { return kRoutes; }

}  // namespace fettle::api
