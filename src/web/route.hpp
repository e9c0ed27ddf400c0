#pragma once
// The route table: every address, who may knock, what for, and its handler. One table is the source of the
// router, of the menu and of the test that walks all routes with all roles. A route asks authorise() at the
// door before its handler runs; the use case inside asks again with the relation to the record.

#include "guard/authorise.hpp"
#include "web/visit.hpp"
#include "web/web_desk.hpp"

#include <string_view>
#include <vector>

namespace web {

enum class Door {
    bare,       // no session is looked for and no page drawn: assets, health
    open,       // nobody needs to be signed in: the sign-in page
    half_open,  // password given, second factor or a new password still owed
    signed_in,  // and past the door of `permission`
};

struct Route {
    http::Method method = http::Method::get;  // get answers head too
    std::string_view pattern;                 // "/cases/{case}/consents"
    Door door = Door::signed_in;
    guard::Permission permission = guard::Permission::own_account;
    guard::Purpose purpose = guard::Purpose::support;
    base::Result<Answer> (*handler)(const WebDesk& desk, Visit& visit) = nullptr;
};

// One function a journey, each in its *_pages.cpp.
std::vector<Route> frame_routes();
std::vector<Route> sign_in_routes();
std::vector<Route> account_routes();
std::vector<Route> admin_routes();
std::vector<Route> concern_routes();
std::vector<Route> case_routes();
std::vector<Route> screening_routes();
std::vector<Route> consent_routes();
std::vector<Route> referral_routes();
std::vector<Route> inbox_routes();
std::vector<Route> board_routes();
std::vector<Route> access_log_routes();
std::vector<Route> directory_routes();
std::vector<Route> copy_routes();
std::vector<Route> estimate_routes();
std::vector<Route> results_routes();

const std::vector<Route>& all_routes();

}  // namespace web
