/* The pieces of the front page; pages.c puts them together. */
#ifndef SOLOQL_SERVER_FRONT_PAGE_H
#define SOLOQL_SERVER_FRONT_PAGE_H

extern const char front_page_head[], front_page_style[], front_page_body[], front_page_script[];

#endif
