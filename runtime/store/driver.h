// driver.h - what a store driver implements; store.c calls through this table
#ifndef TS_STORE_DRIVER_H
#define TS_STORE_DRIVER_H

#include "store/store.h"

struct ts_driver; // the table of functions: one member per function of store.h, written by the drivers' author

#endif
