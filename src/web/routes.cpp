#include "web/route.hpp"

namespace web {

const std::vector<Route>& all_routes() {
    static const std::vector<Route> routes = [] {
        std::vector<Route> all;
        for (const auto& journey : {frame_routes(),       //
                                    sign_in_routes(),     //
                                    account_routes(),     //
                                    admin_routes(),       //
                                    concern_routes(),     //
                                    case_routes(),        //
                                    screening_routes(),   //
                                    consent_routes(),     //
                                    referral_routes(),    //
                                    inbox_routes(),       //
                                    board_routes(),       //
                                    access_log_routes(),  //
                                    directory_routes(),   //
                                    copy_routes(),        //
                                    estimate_routes(),    //
                                    results_routes()}) {
            all.insert(all.end(), journey.begin(), journey.end());
        }
        return all;
    }();
    return routes;
}

}  // namespace web
